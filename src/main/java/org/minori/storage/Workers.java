package org.minori.storage;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets the workers of all modules run by themselves; tests switch it off and call a worker when they want it to work. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "minori.workers", havingValue = "true", matchIfMissing = true)
class Workers {}
