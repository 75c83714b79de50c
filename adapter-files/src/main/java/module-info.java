/** Reads CSV, NDJSON and XLSX files, and writes CSV and NDJSON. */
module com.grow.outreach.adapter.files {
    requires transitive com.grow.outreach.application;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.apache.commons.csv;
    requires org.dhatim.fastexcel.reader;
    requires static transitive org.jspecify;

    exports com.grow.outreach.adapter.files;
}
