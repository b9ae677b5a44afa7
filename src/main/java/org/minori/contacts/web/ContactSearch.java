package org.minori.contacts.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.minori.contacts.CompanyDirectory;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactLists;
import org.minori.contacts.ContactQuery;
import org.minori.web.Role;
import org.minori.web.SearchHit;
import org.minori.web.SearchSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Finds people and companies for the search over everything. */
@Component
@Order(10)
class ContactSearch implements SearchSource {

    private static final int MOST_COMPANIES = 3;

    private final ContactLists lists;
    private final CompanyDirectory companies;

    ContactSearch(ContactLists lists, CompanyDirectory companies) {
        this.lists = lists;
        this.companies = companies;
    }

    @Override
    public List<SearchHit> find(String text, int limit, Set<Role> roles) {
        if (text.isBlank()
                || (!roles.contains(Role.ADMIN)
                        && roles.stream().noneMatch(ContactsWebConfiguration.READERS::contains))) {
            return List.of();
        }
        var hits = new ArrayList<SearchHit>();
        var query = new ContactQuery(text, null, null, null, ContactQuery.Order.NEWEST, null, limit);
        lists.page(query).items().forEach(card -> hits.add(person(card)));
        companies.page(text, null, MOST_COMPANIES).items().stream()
                .map(company -> new SearchHit(
                        "contacts.search.company",
                        company.name(),
                        company.industry() == null ? "" : company.industry(),
                        "/companies/" + company.id()))
                .forEach(hits::add);
        return hits.size() > limit ? List.copyOf(hits.subList(0, limit)) : hits;
    }

    private static SearchHit person(ContactCard card) {
        var subtitle = Stream.of(card.company(), card.email())
                .filter(part -> part != null)
                .collect(Collectors.joining(" · "));
        return new SearchHit("contacts.search.person", card.displayName(), subtitle, "/contacts/" + card.id());
    }
}
