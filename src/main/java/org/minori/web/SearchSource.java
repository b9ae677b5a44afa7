package org.minori.web;

import java.util.List;
import java.util.Set;

/** What a module lets the search over everything find; it brings one as a bean and asks one quick query per call. */
public interface SearchSource {

    /** The best hits first, at most {@code limit}, and only what the roles may open (ADMIN may open everything). */
    List<SearchHit> find(String text, int limit, Set<Role> roles);
}
