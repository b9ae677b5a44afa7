package org.minori.tracking;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the public may send.
 *
 * @param hitsPerMinute page views from one address; a whole company may sit behind one
 * @param mailHitsPerMinute clicks, opens and unsubscriptions from one address
 * @param waitingPageViews how many page views may wait to be written before more are dropped and counted
 * @param keepPageViews how long page views of visitors whom nobody knows are kept
 */
@ConfigurationProperties("minori.tracking")
record TrackingSettings(
        @DefaultValue("30000") int hitsPerMinute,
        @DefaultValue("1200") int mailHitsPerMinute,
        @DefaultValue("20000") int waitingPageViews,
        @DefaultValue("90d") Duration keepPageViews) {}
