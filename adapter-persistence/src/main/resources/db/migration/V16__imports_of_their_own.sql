-- Domains are the same in upper and lower case, as addresses are: an import finds companies by them.
create index companies_by_domain_in_lower_case on companies (lower(domain collate "und-x-icu"));
