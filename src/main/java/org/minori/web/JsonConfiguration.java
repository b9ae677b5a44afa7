package org.minori.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** JSON that comes in says each thing once, cuts no fraction off, and is no deeper and no longer than anybody needs. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    private static final int DEEPEST = 50;
    private static final int LONGEST_TEXT = 8 * 1024 * 1024;

    @Bean
    Jackson2ObjectMapperBuilderCustomizer carefulJson() {
        return builder -> builder.featuresToEnable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .featuresToDisable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .postConfigurer(mapper -> mapper.getFactory()
                        .setStreamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .maxStringLength(LONGEST_TEXT)
                                .build()));
    }
}
