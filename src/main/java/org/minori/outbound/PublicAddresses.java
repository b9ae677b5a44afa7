package org.minori.outbound;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Tells addresses of the open internet from those of machines inside, of networks with a meaning of their own and of nobody. */
final class PublicAddresses {

    private static final String[] NOT_PUBLIC = {
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        // Of version 6 only 2000::/3 is public; these parts of it lead to addresses of version 4 or nowhere.
        "2001::/32",
        "2001:db8::/32",
        "2002::/16",
    };
    private static final Net PUBLIC_SIX = Net.of("2000::/3");
    private static final Net[] NETS = Arrays.stream(NOT_PUBLIC).map(Net::of).toArray(Net[]::new);
    private static final int FOUR = 4;

    private PublicAddresses() {}

    private record Net(byte[] address, int bits) {

        static Net of(String text) {
            var parts = text.split("/");
            try {
                return new Net(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException impossible) {
                throw new IllegalArgumentException(text, impossible);
            }
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int rest = other.length * Byte.SIZE - bits;
            return new BigInteger(1, other).shiftRight(rest).equals(new BigInteger(1, address).shiftRight(rest));
        }
    }

    static boolean contain(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != FOUR && !PUBLIC_SIX.contains(bytes)) {
            return false;
        }
        return Arrays.stream(NETS).noneMatch(net -> net.contains(bytes));
    }
}
