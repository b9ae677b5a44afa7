package org.minori.segments;

import java.util.List;
import org.minori.contacts.ContactField;
import org.minori.contacts.ContactField.Type;

/** What a rule can ask of a contact's company. */
final class CompanyFields {

    static final List<ContactField> ALL = List.of(
            new ContactField("name", "企業名", "Company name", Type.TEXT, "company.name"),
            new ContactField("industry", "業種", "Industry", Type.TEXT, "company.industry"),
            new ContactField("employees", "従業員数", "Employees", Type.NUMBER, "company.employees"),
            new ContactField("website", "ウェブサイト", "Website", Type.TEXT, "company.website"),
            new ContactField("phone", "電話番号", "Phone", Type.TEXT, "company.phone"),
            new ContactField("address", "住所", "Address", Type.TEXT, "company.address"));

    private CompanyFields() {}
}
