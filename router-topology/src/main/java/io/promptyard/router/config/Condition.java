package io.promptyard.router.config;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import io.promptyard.model.Task;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A boolean expression in CEL over what is known of a prompt, compiled and type-checked when it is made. Its cost is bounded:
 * the text has a longest length, and without macros other than {@code has} there is no loop; regular expressions take
 * time in proportion to the text. Two conditions are equal when their texts are. Thread-safe.
 */
public final class Condition {
    /** Characters. */
    public static final int LONGEST = 2_000;

    private static final int DEEPEST = 50;
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .maxParseErrorRecoveryLimit(1)
            .comprehensionMaxIterations(0)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private final String text;
    private final Program program;
    private final boolean aboutTaskAlone;

    private Condition(String text, Program program, boolean aboutTaskAlone) {
        this.text = text;
        this.program = program;
        this.aboutTaskAlone = aboutTaskAlone;
    }

    /** @throws IllegalArgumentException with one line that says what is wrong with the text */
    public static Condition of(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("longer than " + LONGEST + " characters");
        }
        try {
            return new Condition(text, program(everything(), text), isAboutTaskAlone(text));
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(firstLine(e), e);
        } catch (CelEvaluationException e) {
            throw new IllegalArgumentException("cannot be planned: " + e.getErrorCode(), e);
        }
    }

    /** Whether it holds. One that has no value here, such as a tag that the prompt lacks, does not. */
    public boolean holds(Map<String, Object> variables) {
        try {
            return Boolean.TRUE.equals(program.eval(variables));
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    /** Whether it can be shown to hold for no prompt whose task is one of these; empty means any. */
    public boolean isNeverTrue(Set<Task> tasks) {
        if (!aboutTaskAlone) {
            return false;
        }
        Set<Task> all = tasks.isEmpty() ? Set.of(Task.values()) : tasks;
        return all.stream().noneMatch(task -> holds(Map.of("task", task.label())));
    }

    private static Program program(CelCompiler compiler, String text)
            throws CelValidationException, CelEvaluationException {
        CelAbstractSyntaxTree tree = compiler.compile(text).getAst();
        return CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .build()
                .createProgram(tree);
    }

    private static boolean isAboutTaskAlone(String text) {
        return !compiler()
                .addVar("task", SimpleType.STRING)
                .build()
                .compile(text)
                .hasError();
    }

    private static CelCompiler everything() {
        return compiler()
                .addVar("task", SimpleType.STRING)
                .addVar("domain", SimpleType.STRING)
                .addVar("complexity", SimpleType.DOUBLE)
                .addVar("language", SimpleType.STRING)
                .addVar("tokens", SimpleType.INT)
                .addVar("endpoint", SimpleType.STRING)
                .addVar("tenant", SimpleType.STRING)
                .addVar("key", SimpleType.STRING)
                .addVar("tags", MapType.create(SimpleType.STRING, SimpleType.STRING))
                .addVar("model", SimpleType.STRING)
                .addVar("kind", SimpleType.STRING)
                .addVar("modality", ListType.create(SimpleType.STRING))
                .addVar("stream", SimpleType.BOOL)
                .addVar("now", SimpleType.TIMESTAMP)
                .build();
    }

    private static CelCompilerBuilder compiler() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.HAS)
                .setResultType(SimpleType.BOOL);
    }

    /** The checker's own first line, without the name of the source and without the quoted text. */
    private static String firstLine(CelValidationException e) {
        String said = e.getErrors().isEmpty()
                ? "not an expression"
                : e.getErrors().getFirst().getMessage();
        return said.lines().findFirst().orElse("not an expression").strip();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition && condition.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    /** Its text. */
    @Override
    public String toString() {
        return text;
    }
}
