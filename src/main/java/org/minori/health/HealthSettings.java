package org.minori.health;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is too much, where an installation sees it otherwise than the modules do.
 *
 * @param data the folder whose disk must not fill up
 * @param limits by the name of a sign, such as {@code minori.health.limits[mail.oldest]=1200}
 * @param diskFree less room for data than this is too little
 * @param diskPercent and so is less than this part of the disk
 */
@ConfigurationProperties("minori.health")
record HealthSettings(
        Path data,
        @DefaultValue Map<String, Double> limits,
        @DefaultValue("1GB") DataSize diskFree,
        @DefaultValue("5") int diskPercent) {}
