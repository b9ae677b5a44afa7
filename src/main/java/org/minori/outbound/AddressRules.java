package org.minori.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Which addresses may be called. It is also what the connections ask for the addresses of a host, so that what was checked
 * is what is connected to, however often a name changes its answer.
 */
final class AddressRules implements DnsResolver {

    private static final Set<Integer> PORTS = Set.of(80, 443);

    private final Set<String> allowed;
    private final DnsResolver names;

    AddressRules(List<String> allowedHosts) {
        this(allowedHosts, SystemDefaultDnsResolver.INSTANCE);
    }

    AddressRules(List<String> allowedHosts, DnsResolver names) {
        this.allowed = allowedHosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        this.names = names;
    }

    /** The address, read; what is wrong with its form is refused before any name is asked for. */
    URI read(String address) {
        URI uri;
        try {
            uri = new URI(address.strip());
        } catch (URISyntaxException unreadable) {
            throw new AddressRefused("not an address");
        }
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new AddressRefused("not http or https");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new AddressRefused("no plain host");
        }
        int port = uri.getPort() == -1 ? (scheme.equals("https") ? 443 : 80) : uri.getPort();
        var host = plain(uri.getHost());
        if (!PORTS.contains(port) && !allowed.contains(host + ":" + port) && !allowed.contains(host + ":*")) {
            throw new AddressRefused("port " + port);
        }
        return uri;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var name = plain(host);
        var found = names.resolve(name);
        if (!isAllowed(name)) {
            for (var address : found) {
                if (!PublicAddresses.contain(address)) {
                    throw new AddressRefused("not a public address");
                }
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private boolean isAllowed(String name) {
        return allowed.stream().anyMatch(one -> one.equals(name) || one.startsWith(name + ":"));
    }

    private static String plain(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }
}
