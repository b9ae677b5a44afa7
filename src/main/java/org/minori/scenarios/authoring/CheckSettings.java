package org.minori.scenarios.authoring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a drawing is held against.
 *
 * @param mailsAWeek how many marketing mails within seven days are not worth a word
 */
@ConfigurationProperties("minori.scenarios.checks")
record CheckSettings(@DefaultValue("3") int mailsAWeek) {}
