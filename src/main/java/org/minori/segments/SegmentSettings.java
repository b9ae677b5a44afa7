package org.minori.segments;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Where a day begins for rules that count days. */
@Validated
@ConfigurationProperties("minori.segments")
record SegmentSettings(@DefaultValue("Asia/Tokyo") ZoneId zone) {}
