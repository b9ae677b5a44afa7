package org.minori.scenarios.runs;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** By whose clock scenarios start on a date or a schedule. */
@ConfigurationProperties("minori.scenarios.starts")
record TimedStartSettings(@DefaultValue("Asia/Tokyo") ZoneId zone) {}
