package io.promptyard.turns;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** The day of a test class, or of a method if that says another, in a module that registers {@link TurnFilter}. All have the tag {@code turns}. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("turns")
public @interface Turn {
    /** From 0. */
    int value();

    /** After how many days it comes again. */
    int of();
}
