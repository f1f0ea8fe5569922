package io.promptyard.serde;

import io.promptyard.model.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How single fields are read and written, the same in every record. */
final class Fields {
    /** Longer than any sum of money; keeps {@code 1e999999999} from becoming a gigabyte of digits. */
    private static final int MAX_DECIMAL_DIGITS = 64;

    private Fields() {}

    static @Nullable String money(@Nullable BigDecimal usd) {
        return usd == null ? null : usd.toPlainString();
    }

    /** @throws IllegalArgumentException naming the field, when the text is not a decimal of at most 64 digits */
    static @Nullable BigDecimal money(@Nullable String text, String field) {
        if (text == null) {
            return null;
        }
        BigDecimal value = decimal(text, field);
        if (value.precision() > MAX_DECIMAL_DIGITS || Math.abs((long) value.scale()) > MAX_DECIMAL_DIGITS) {
            throw new IllegalArgumentException(field + ": must have at most " + MAX_DECIMAL_DIGITS + " digits");
        }
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    /** @throws IllegalArgumentException likewise */
    static BigDecimal required(String text, String field) {
        return Objects.requireNonNull(money(text, field));
    }

    private static BigDecimal decimal(String text, String field) {
        if (text.length() > 2 * MAX_DECIMAL_DIGITS) {
            throw new IllegalArgumentException(field + ": must have at most " + MAX_DECIMAL_DIGITS + " digits");
        }
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(field + ": must be a decimal number of USD", e);
        }
    }

    static String orDefault(String text, String whenBlank) {
        return text.isBlank() ? whenBlank : text;
    }

    /** The target, null unless both halves are there. */
    static @Nullable Target target(@Nullable String provider, @Nullable String model) {
        return provider == null || provider.isBlank() || model == null || model.isBlank()
                ? null
                : Target.of(provider, model);
    }

    static @Nullable String provider(@Nullable Target target) {
        return target == null ? null : target.provider().value();
    }

    static @Nullable String model(@Nullable Target target) {
        return target == null ? null : target.model().value();
    }

    static <S, T> List<T> list(List<S> source, Function<? super S, ? extends T> mapping) {
        if (source.isEmpty()) {
            return List.of();
        }
        List<T> mapped = new ArrayList<>(source.size());
        for (S item : source) {
            mapped.add(mapping.apply(item));
        }
        return mapped;
    }

    static <S, T> @Nullable T orNull(@Nullable S source, Function<? super S, ? extends T> mapping) {
        return source == null ? null : mapping.apply(source);
    }

    /** For a union branch that the schema does not have: cannot happen with a record read by its own schema. */
    static IllegalArgumentException unknownBranch(String field, Object value) {
        return new IllegalArgumentException(
                field + ": cannot be a " + value.getClass().getSimpleName());
    }
}
