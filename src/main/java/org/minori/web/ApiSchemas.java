package org.minori.web;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shapes of the API under words of the product: ids are texts, what can't be missing is said to be there. */
@Component
class ApiSchemas extends ModelResolver {

    ApiSchemas(ObjectMapper json) {
        super(json, new Words());
        openapi31(true);
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        var known = TypeFactory.defaultInstance().constructType(type.getType());
        var raw = known.getRawClass();
        if (isId(raw)) {
            return new StringSchema().pattern("[0-9]+");
        }
        if (raw == JsonNode.class) {
            return new Schema<>().description("Any JSON value");
        }
        var schema = super.resolve(type, context, next);
        if (raw.isRecord()) {
            require(known, context.getDefinedModels());
        }
        return schema;
    }

    private void require(JavaType record, Map<String, Schema> models) {
        var schema = models.get(_typeNameResolver.nameForType(record));
        if (schema == null || schema.getProperties() == null) {
            return;
        }
        for (var component : record.getRawClass().getRecordComponents()) {
            if (always(component)
                    && schema.getProperties().containsKey(component.getName())
                    && !isRequired(schema, component)) {
                schema.addRequiredItem(component.getName());
            }
        }
    }

    private static boolean isRequired(Schema<?> schema, RecordComponent component) {
        return schema.getRequired() != null && schema.getRequired().contains(component.getName());
    }

    private static boolean always(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && Arrays.stream(component.getAnnotatedType().getAnnotations()).noneMatch(Nullable.class::isInstance);
    }

    /** A record of ours around one number, which is written as text. */
    private static boolean isId(Class<?> type) {
        return type.isRecord()
                && type.getSimpleName().endsWith("Id")
                && Arrays.stream(type.getRecordComponents()).allMatch(one -> one.getType() == long.class);
    }

    /** The name of a class without what tells programmers where it is used; two of one name would show as such. */
    private static final class Words extends TypeNameResolver {

        private final Map<String, Class<?>> taken = new ConcurrentHashMap<>();

        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            var name = super.nameForClass(type, options)
                    .replaceFirst("(?<=.)(Json|View)$", "")
                    .replaceFirst("(Body|Form)$", "Request");
            return taken.computeIfAbsent(name, free -> type) == type ? name : type.getName();
        }
    }
}
