-- Names and domains are found by a part of them whatever its case and however its accents are written. folded() says what
-- is the same for that, as Folding does in Java: 'ΚΟΣ' is in 'Κόσμος ΚΟΣΜΟΣ', 'strasse' in 'Straße', and 'José' composed is
-- 'José' decomposed.
--
-- Upper case first, since more is the same there, such as ß and SS. What is replaced is what lower case makes of Σ at the
-- end of a word, of İ and of ẞ.
create function folded(written text) returns text language sql immutable parallel safe
return case
  when octet_length(written) = length(written) then lower(written collate "C")
  else normalize(
    replace(replace(replace(
      lower(upper(normalize(written) collate "und-x-icu") collate "und-x-icu"),
      'ς', 'σ'), U&'i\0307', 'i'), 'ß', 'ss')) collate "C"
end;

create or replace function name_windows(name text) returns tsvector language sql immutable parallel safe
return array_to_tsvector(array_remove(string_to_array(
  regexp_replace(folded(name) collate "C", '(...)', E'\\1\x01', 'g')
  || E'\x01' ||
  regexp_replace(substr(folded(name), 2) collate "C", '(...)', E'\\1\x01', 'g')
  || E'\x01' ||
  regexp_replace(substr(folded(name), 3) collate "C", '(...)', E'\\1\x01', 'g'),
  E'\x01'), ''));

create or replace function name_part_windows(part text) returns setof text language sql immutable parallel safe as $$
select substr(lowered, i, 3)
from (select folded(part) as lowered) lowered, generate_series(1, greatest(length(lowered) - 2, 1)) i
$$;

-- Building the indexes and the counts anew takes a minute for some million names, and most databases have none that this
-- changes. An open connection keeps the former name_windows() for an index until that is made anew or altered, if only to
-- what it is.
do $$
begin
  if exists (select from people where folded(name) <> lower(name collate "und-x-icu") collate "C")
      or exists (select from companies where folded(name) <> lower(name collate "und-x-icu") collate "C")
      or exists (
        select from name_count_deltas where folded(changed_name) <> lower(changed_name collate "und-x-icu") collate "C") then
    drop index people_by_part_of_name;
    drop index companies_by_part_of_name;
    create index people_by_part_of_name on people using gin (name_windows(name));
    create index companies_by_part_of_name on companies using gin (name_windows(name));
    perform recount_names();
  else
    alter index people_by_part_of_name set (fastupdate = on);
    alter index companies_by_part_of_name set (fastupdate = on);
  end if;
end
$$;

drop index companies_by_part_of_domain;
create index companies_by_part_of_domain on companies using gin (folded(domain) gin_trgm_ops);
