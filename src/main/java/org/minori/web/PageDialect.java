package org.minori.web;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/** Gives every template {@code #frame} (what surrounds the page) and {@code #times} (times as people say them). */
@Component
class PageDialect extends AbstractDialect implements IExpressionObjectDialect {

    private final PageFrame frame;
    private final RelativeTimes times;

    PageDialect(PageFrame frame, RelativeTimes times) {
        super("minori");
        this.frame = frame;
        this.times = times;
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        Function<IExpressionContext, Object> frameOf =
                context -> frame.of(context instanceof IWebContext web ? web.getExchange() : null);
        return new IExpressionObjectFactory() {
            @Override
            public Set<String> getAllExpressionObjectNames() {
                return Set.of("frame", "times");
            }

            @Override
            public @Nullable Object buildObject(IExpressionContext context, String name) {
                return switch (name) {
                    case "frame" -> frameOf.apply(context);
                    case "times" -> times;
                    default -> null;
                };
            }

            @Override
            public boolean isCacheable(String name) {
                return true;
            }
        };
    }
}
