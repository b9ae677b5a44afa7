package org.minori.scoring;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From how many points a lead is of which grade, and by whose midnight days are counted.
 *
 * @param gradeA from here on A; below it B from gradeB, C from gradeC, else D
 */
@ConfigurationProperties("minori.scoring")
record ScoringSettings(
        @DefaultValue("50") int gradeA,
        @DefaultValue("20") int gradeB,
        @DefaultValue("5") int gradeC,
        @DefaultValue("Asia/Tokyo") ZoneId zone) {}
