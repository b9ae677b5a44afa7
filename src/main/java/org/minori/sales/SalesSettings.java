package org.minori.sales;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How long sales has to accept a lead when a scenario does not say. */
@Validated
@ConfigurationProperties("minori.sales")
record SalesSettings(@DefaultValue("24h") Duration acceptWithin) {}
