package org.minori.contacts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.minori.web.PageOf;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The organisations that contacts belong to; they come with their contacts, under one name however it is written. */
@Service
@Transactional
public class CompanyDirectory {

    private static final String CARD = """
            SELECT id, name, industry, employees, website, phone, address,
                   (SELECT COUNT(*) FROM contact WHERE contact.company_id = company.id), name_key
            FROM company\s""";

    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CompanyDirectory(JdbcTemplate jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** What people may change of a company; null or blank clears. */
    public record Profile(
            @Nullable String industry,
            @Nullable String employees,
            @Nullable String website,
            @Nullable String phone,
            @Nullable String address) {}

    private record Row(CompanyCard card, String key) {}

    /** Companies by name, those whose name holds the text where one is given. */
    @Transactional(readOnly = true)
    public PageOf<CompanyCard> page(@Nullable String text, @Nullable String after, int limit) {
        var where = new StringBuilder("WHERE 1 = 1");
        var arguments = new ArrayList<Object>();
        var key = text == null ? "" : Spelling.companyKey(text);
        if (!key.isEmpty()) {
            where.append(" AND name_key LIKE ? ESCAPE '!'");
            arguments.add("%" + key.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        }
        if (after != null) {
            where.append(" AND name_key > ?");
            arguments.add(after);
        }
        var rows = jdbc.query(
                CARD + where + " ORDER BY name_key LIMIT " + (limit + 1),
                (row, number) -> row(row),
                arguments.toArray());
        return PageOf.of(rows, limit, Row::key).map(Row::card);
    }

    @Transactional(readOnly = true)
    public CompanyCard get(CompanyId id) {
        return jdbc.query(CARD + "WHERE id = ?", (row, number) -> row(row).card(), id.value()).stream()
                .findFirst()
                .orElseThrow(() -> new CompanyNotFound(id));
    }

    /** The company of a contact. */
    @Transactional(readOnly = true)
    public Optional<CompanyId> of(ContactId contact) {
        return jdbc
                .query(
                        "SELECT company_id FROM contact WHERE id = ? AND company_id IS NOT NULL",
                        (row, number) -> new CompanyId(row.getLong(1)),
                        contact.value())
                .stream()
                .findFirst();
    }

    /** Changes what is known of a company; its contacts count as changed, since segments ask about it. */
    public void update(CompanyId id, Profile profile) {
        get(id);
        var errors = new ArrayList<FieldError>();
        var industry = text("industry", profile.industry(), 100, errors);
        var website = text("website", profile.website(), 200, errors);
        var phone = text("phone", profile.phone(), 40, errors);
        var address = text("address", profile.address(), 300, errors);
        var employees = employees(profile.employees(), errors);
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        jdbc.update(
                "UPDATE company SET industry = ?, employees = ?, website = ?, phone = ?, address = ?, updated_at = ? WHERE id = ?",
                industry,
                employees,
                website,
                phone,
                address,
                Utc.of(clock.instant()),
                id.value());
        List<ContactId> contacts = jdbc.query(
                "SELECT id FROM contact WHERE company_id = ?",
                (row, number) -> new ContactId(row.getLong(1)),
                id.value());
        if (!contacts.isEmpty()) {
            events.publishEvent(new ContactChanged(contacts));
        }
    }

    private static @Nullable String text(String field, @Nullable String written, int longest, List<FieldError> errors) {
        if (written == null || written.isBlank()) {
            return null;
        }
        var line = Spelling.oneLine(written);
        if (line.length() > longest) {
            errors.add(new FieldError(field, "contacts.error.tooLong", longest));
        } else if (!FieldValue.isClean(line, false)) {
            errors.add(new FieldError(field, "contacts.error.characters"));
        }
        return line;
    }

    private static @Nullable Integer employees(@Nullable String written, List<FieldError> errors) {
        if (written == null || written.isBlank()) {
            return null;
        }
        var number = FieldValue.read(ContactField.Type.NUMBER, written).map(FieldValue::text);
        if (number.isEmpty() || !number.get().matches("\\d{1,9}")) {
            errors.add(new FieldError("employees", "contacts.error.wholeNumber"));
            return null;
        }
        return Integer.valueOf(number.get());
    }

    private static Row row(ResultSet row) throws SQLException {
        var employees = row.getObject(4);
        return new Row(
                new CompanyCard(
                        new CompanyId(row.getLong(1)),
                        row.getString(2),
                        row.getString(3),
                        employees == null ? null : ((Number) employees).intValue(),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getLong(8)),
                row.getString(9));
    }
}
