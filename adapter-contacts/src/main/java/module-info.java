/** The standards and registries behind contact data, by libraries. */
module com.grow.outreach.adapter.contacts {
    requires com.google.common;
    requires transitive com.grow.outreach.domain;
    requires com.ibm.icu;
    requires com.google.i18n.phonenumbers.libphonenumber;
    requires org.apache.commons.validator;
    requires static transitive org.jspecify;

    exports com.grow.outreach.adapter.contacts;
}
