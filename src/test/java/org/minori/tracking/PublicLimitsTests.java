package org.minori.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PublicLimitsTests {

    private final PublicLimits limits = new PublicLimits(new TrackingSettings(5, 3, 10, Duration.ofDays(1)));

    @Test
    void anAddressThatCallsTooOftenIsRefusedAndOthersAreNot() {
        for (int i = 0; i < 5; i++) {
            assertThat(limits.allowsPageView("192.0.2.1")).isTrue();
        }
        assertThat(limits.allowsPageView("192.0.2.1")).isFalse();
        assertThat(limits.allowsPageView("192.0.2.2")).isTrue();
        assertThat(limits.allowsMailResponse("192.0.2.1")).isTrue();
    }

    @Test
    void aNetworkOfIpv6IsOneAddress() {
        assertThat(PublicLimits.network("2001:db8:1:2::1")).isEqualTo(PublicLimits.network("2001:db8:1:2:ffff::9"));
        assertThat(PublicLimits.network("2001:db8:1:2::1")).isNotEqualTo(PublicLimits.network("2001:db8:1:3::1"));
        assertThat(PublicLimits.network("192.0.2.1")).isEqualTo("192.0.2.1");
    }
}
