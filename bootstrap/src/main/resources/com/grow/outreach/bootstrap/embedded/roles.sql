-- For a stand-alone backend, in which an empty line ends a statement. Everything here can be done again.
do $$
begin
  if not exists (select from pg_roles where rolname = 'grow') then
    create role grow;
  end if;
end $$;

alter role grow login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password ':grow';

alter role postgres login superuser password ':superuser';

alter database postgres owner to grow;

-- A cluster that trusted everybody can have roles that anybody made. Without a password they can't log in.
do $$
declare
  other name;
begin
  for other in
    select rolname from pg_authid where :trusted and rolname not in ('grow', 'postgres') and rolpassword is not null
  loop
    execute format('alter role %I password null', other);
  end loop;
end $$;

-- What the superuser has made in the database goes to its owner, but for the members of extensions.
do $$
declare
  -- The superuser that the cluster was made with.
  maker constant oid := 10;
  command text;
begin
  for command in
    with own_schemas as (
      select oid, nspname, nspowner from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
    ),
    members as (
      select classid, objid from pg_depend where deptype = 'e'
    ),
    objects as (
      select 'pg_namespace'::regclass as class, oid, nspowner as owner, 'schema ' || quote_ident(nspname) as name
      from own_schemas
      union all
      select 'pg_class'::regclass, c.oid, relowner,
        case relkind
          when 'S' then 'sequence ' when 'v' then 'view ' when 'm' then 'materialized view '
          when 'f' then 'foreign table ' else 'table '
        end || c.oid::regclass
      from pg_class c join own_schemas s on s.oid = relnamespace
      where relkind in ('r', 'p', 'v', 'm', 'f')
        -- A sequence of a column goes with its table.
        or relkind = 'S' and not exists (
          select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype in ('a', 'i'))
      union all
      select 'pg_proc'::regclass, p.oid, proowner, 'routine ' || p.oid::regprocedure
      from pg_proc p join own_schemas s on s.oid = pronamespace
      union all
      select 'pg_type'::regclass, t.oid, typowner, 'type ' || t.oid::regtype
      from pg_type t join own_schemas s on s.oid = typnamespace
      where typtype in ('e', 'd', 'r')
        or typtype = 'c' and exists (select from pg_class c where c.oid = typrelid and relkind = 'c')
      union all
      select 'pg_collation'::regclass, c.oid, collowner, format('collation %I.%I', nspname, collname)
      from pg_collation c join own_schemas s on s.oid = collnamespace
      union all
      select 'pg_ts_config'::regclass, c.oid, cfgowner, format('text search configuration %I.%I', nspname, cfgname)
      from pg_ts_config c join own_schemas s on s.oid = cfgnamespace
      union all
      select 'pg_ts_dict'::regclass, d.oid, dictowner, format('text search dictionary %I.%I', nspname, dictname)
      from pg_ts_dict d join own_schemas s on s.oid = dictnamespace
      union all
      select 'pg_statistic_ext'::regclass, e.oid, stxowner, format('statistics %I.%I', nspname, stxname)
      from pg_statistic_ext e join own_schemas s on s.oid = stxnamespace
    )
    select format('alter %s owner to grow', name) from objects
    where owner = maker and not exists (select from members where classid = class and objid = oid)
  loop
    execute command;
  end loop;
end $$;

