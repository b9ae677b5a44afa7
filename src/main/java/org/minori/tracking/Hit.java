package org.minori.tracking;

import org.jspecify.annotations.Nullable;

/**
 * What a request of the public says of who sends it.
 *
 * @param address the network address, never stored as it is
 * @param declared the request itself says that nobody is looking: HEAD, or a fetch in advance
 */
public record Hit(String address, @Nullable String userAgent, boolean declared) {}
