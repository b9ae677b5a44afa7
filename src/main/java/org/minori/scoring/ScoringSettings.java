package org.minori.scoring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From how many points a lead is of which grade.
 *
 * @param gradeA from here on A; below it B from gradeB, C from gradeC, else D
 */
@ConfigurationProperties("minori.scoring")
record ScoringSettings(
        @DefaultValue("50") int gradeA,
        @DefaultValue("20") int gradeB,
        @DefaultValue("5") int gradeC) {}
