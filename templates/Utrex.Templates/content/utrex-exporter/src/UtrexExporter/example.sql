-- A district to try the exporter with. Replace it by your own database, and the queries in Export.cs by yours.
create table school (number text, days integer, last_day text);
create table student (school text, number text, ssid text, last_name text, first_name text, middle_name text, born date, sex text,
    grade text, entered date, left_school date, exit_code text, days integer,
    guardian_first_name text, guardian_last_name text, phone text, street text, city text, zip text);

insert into school values ('104', 180, '0529');
insert into student values
    ('104', '1234567', '1234567', 'Jensen', 'Emma', null, '2015-03-09', 'F', '05', '2025-09-17', null, null, 10, 'Ida', 'Jensen', '8015550100', '1 Main St', 'American Fork', '84003'),
    ('104', '1234568', '1234568', 'Young', 'Liam', 'Kai', '2014-11-02', 'M', '05', '2025-09-18', null, null, 9, 'Ana', 'Young', '8015550101', '2 Main St', 'American Fork', '84003');
