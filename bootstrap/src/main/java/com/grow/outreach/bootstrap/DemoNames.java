package com.grow.outreach.bootstrap;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** The names from which demo and generated data are built. */
final class DemoNames {

    static final List<String> USERS =
            List.of("Maya Lindqvist", "Tomás Ferreira", "Priya Raman", "Jonas Weber", "Amélie Rousseau", "Dan Okafor");

    /** All of them sort after Acme Inc: the documented examples expect Acme Inc to be the first company by name. */
    static final List<String> COMPANIES = List.of(
            "Alder & Finch",
            "Amberline Software",
            "Ashgrove Dental",
            "Bluebird Logistics",
            "Brightwater Energy",
            "Café Lumière",
            "Canopy Health",
            "Cedar Analytics",
            "Cobalt Robotics",
            "Copperfield Bank",
            "Driftwood Media",
            "Éclair Studios",
            "Elm Street Capital",
            "Fernway Foods",
            "Fjord Shipping",
            "Foxglove Security",
            "Glasshouse Design",
            "Granite Insurance",
            "Harbor & Vale",
            "Hazelnut Labs",
            "iO Networks",
            "Ivory Coast Trading",
            "Juniper Travel",
            "Kestrel Aviation",
            "Kingfisher Legal",
            "Lantern Learning",
            "Larkspur Hotels",
            "Maple & Sons",
            "Meridian Freight",
            "Nordlicht GmbH",
            "Northwind Traders",
            "Oakline Furniture",
            "Orchid Biotech",
            "Pinecone Payments",
            "Quarry Construction",
            "Redwood Mobility",
            "Saffron Kitchens",
            "Silverleaf Pharma",
            "Størm Audio",
            "Tidewater Marine",
            "Umbra Lighting",
            "Verdant Farms",
            "Willow Telecom",
            "Zephyr Sports");

    static final List<String> FIRST_NAMES = List.of(
            "Ada", "Ben", "Chloé", "David", "Elena", "Farid", "Grace", "Hiro", "Ines", "Jack", "Kofi", "Lena", "Marco",
            "Nora", "Oskar", "Paula", "Quentin", "Rosa", "Sven", "Tara", "Uma", "Victor", "Wanda", "Yusuf", "Zoë");

    static final List<String> LAST_NAMES = List.of(
            "Almeida",
            "Brandt",
            "Castillo",
            "Dubois",
            "Eriksen",
            "Fischer",
            "Gallagher",
            "Haddad",
            "Ibrahim",
            "Jansen",
            "Kowalski",
            "Larsen",
            "Moreau",
            "Novak",
            "O'Brien",
            "Petrov",
            "Quinn",
            "Rossi",
            "Sato",
            "Turner",
            "Usman",
            "Vargas",
            "Whitfield",
            "Xu",
            "Zimmermann");

    static final List<String> TITLES = List.of(
            "Account Executive",
            "CEO",
            "CFO",
            "Chief of Staff",
            "COO",
            "CTO",
            "Founder",
            "Head of Growth",
            "Head of Procurement",
            "IT Manager",
            "Marketing Lead",
            "Operations Manager",
            "Product Manager",
            "RevOps Lead",
            "Sales Director",
            "VP Sales");

    static final List<String> SEQUENCES = List.of(
            "Cold Intro, EMEA",
            "Conference Follow-up",
            "Enterprise Warm-up",
            "Free Trial Nudge",
            "LinkedIn First Touch",
            "Lost Deal Revival",
            "Quarterly Check-in",
            "Renewal Reminder",
            "Referral Thank-you");

    private DemoNames() {}

    /** Returns the words of a name in lower case, reduced to ASCII letters and digits and separated by single spaces. */
    static String words(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z0-9 ]", "")
                .replaceAll(" +", " ")
                .toLowerCase(Locale.ROOT);
    }
}
