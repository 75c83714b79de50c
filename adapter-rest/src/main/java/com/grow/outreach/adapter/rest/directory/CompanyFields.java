package com.grow.outreach.adapter.rest.directory;

import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.Given;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Company.Profile;
import com.grow.outreach.domain.Country;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.contact.ContactFormats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a company in a body.
 *
 * <p>The method {@link #change} must be called only after the fields have been checked.
 */
record CompanyFields(
        Given<String> name,
        Given<String> domain,
        Given<Boolean> fit,
        Given<List<String>> segments,
        Given<UserId> ownerId,
        Given<List<Country>> countries,
        Given<Integer> overallScore) {

    Company change(Company company) {
        var profile = company.profile();
        return new Company(
                company.id(),
                name.or(company.name()),
                ownerId.orNull(company.ownerId()),
                new Profile(
                        domain.orNull(profile.domain()),
                        fit.isGiven() ? fit(fit.value()) : profile.fit(),
                        segments.or(profile.segments()),
                        countries.or(profile.countries()),
                        overallScore.orNull(profile.overallScore())),
                company.enrichment());
    }

    private static Fit fit(@Nullable Boolean fits) {
        return fits == null ? Fit.UNKNOWN : fits ? Fit.YES : Fit.NO;
    }

    /** Reads the fields, all of which are optional here. */
    static CompanyFields of(BodyFields fields, ContactFormats formats) {
        return new CompanyFields(
                fields.givenText("name", TextField.NAME),
                fields.givenTextOrNull("domain", formats.domain()),
                fields.givenBooleanOrNull("fit"),
                fields.givenTexts("segments", TextField.SEGMENT, Profile::refusalOfSegments),
                fields.givenIdOrNull("owner_id", UserId.KIND),
                fields.givenList("countries", "the two capital letters of a country, like US", Country::parse),
                fields.givenIntegerOrNull("overall_score", 0, Profile.MAX_SCORE));
    }
}
