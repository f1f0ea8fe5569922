package io.promptyard.router.config;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A boolean expression in CEL over what is known of a prompt, compiled and type-checked when it is made. Its cost is bounded:
 * the text has a longest length, and without macros other than {@code has} there is no loop; regular expressions take
 * time in proportion to the text. Two conditions are equal when their texts are. Thread-safe.
 */
public final class Condition {
    /** Characters. */
    public static final int LONGEST = 2_000;

    private static final int DEEPEST = 50;
    private static final String NO_EXPRESSION = "not an expression";
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .maxParseErrorRecoveryLimit(1)
            .comprehensionMaxIterations(0)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final Map<String, CelType> VARIABLES = Map.ofEntries(
            Map.entry("task", SimpleType.STRING),
            Map.entry("domain", SimpleType.STRING),
            Map.entry("complexity", SimpleType.DOUBLE),
            Map.entry("language", SimpleType.STRING),
            Map.entry("tokens", SimpleType.INT),
            Map.entry("endpoint", SimpleType.STRING),
            Map.entry("tenant", SimpleType.STRING),
            Map.entry("key", SimpleType.STRING),
            Map.entry("tags", MapType.create(SimpleType.STRING, SimpleType.STRING)),
            Map.entry("model", SimpleType.STRING),
            Map.entry("kind", SimpleType.STRING),
            Map.entry("modality", ListType.create(SimpleType.STRING)),
            Map.entry("stream", SimpleType.BOOL),
            Map.entry("now", SimpleType.TIMESTAMP));

    /** What is known of one prompt, by the names of {@link #variables}; looked up only where the expression asks. */
    @FunctionalInterface
    public interface Variables {
        /** Null for a name that is none of them. */
        @Nullable
        Object of(String name);
    }

    private final String text;
    private final CelExpr expression;
    private final Program program;
    private final boolean aboutTaskAlone;

    private Condition(String text, CelExpr expression, Program program, boolean aboutTaskAlone) {
        this.text = text;
        this.expression = expression;
        this.program = program;
        this.aboutTaskAlone = aboutTaskAlone;
    }

    /** @throws IllegalArgumentException with one line that says what is wrong with the text, and where */
    public static Condition of(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("longer than " + LONGEST + " characters");
        }
        try {
            CelAbstractSyntaxTree tree = everything().compile(text).getAst();
            return new Condition(text, tree.getExpr(), program(tree), isAboutTaskAlone(text));
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(firstLine(e), e);
        } catch (CelEvaluationException e) {
            throw new IllegalArgumentException("cannot be planned: " + e.getErrorCode(), e);
        }
    }

    /** Names of what it may speak of. */
    public static Set<String> variables() {
        return VARIABLES.keySet();
    }

    /** Whether it holds. One that has no value here, such as a tag that the prompt lacks, does not. */
    public boolean holds(Variables variables) {
        try {
            return Boolean.TRUE.equals(program.eval(name -> Optional.ofNullable(variables.of(name))));
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    /** Whether it can be shown to hold for no prompt whose task is one of these; empty means any. */
    public boolean isNeverTrue(Set<Task> tasks) {
        return aboutTaskAlone && all(tasks).noneMatch(this::holds);
    }

    /** Whether it can be shown to hold for every such prompt. */
    public boolean isAlwaysTrue(Set<Task> tasks) {
        return aboutTaskAlone && all(tasks).allMatch(this::holds);
    }

    /** Whether it is the same expression, however it is spaced: it holds whenever the other does. */
    public boolean isSameAs(Condition other) {
        return expression.equals(other.expression);
    }

    private static Stream<Task> all(Set<Task> tasks) {
        return tasks.isEmpty() ? Stream.of(Task.values()) : tasks.stream();
    }

    private boolean holds(Task task) {
        return holds(name -> name.equals("task") ? task.label() : null);
    }

    private static Program program(CelAbstractSyntaxTree tree) throws CelEvaluationException {
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
        CelCompilerBuilder compiler = compiler();
        VARIABLES.forEach(compiler::addVar);
        return compiler.build();
    }

    private static CelCompilerBuilder compiler() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.HAS)
                .setResultType(SimpleType.BOOL);
    }

    /** Where, and the checker's own first line without the name of the source and without the quoted text. */
    private static String firstLine(CelValidationException e) {
        if (e.getErrors().isEmpty()) {
            return NO_EXPRESSION;
        }
        CelIssue issue = e.getErrors().getFirst();
        CelSourceLocation at = issue.getSourceLocation();
        String said =
                issue.getMessage().lines().findFirst().orElse(NO_EXPRESSION).strip();
        String plain = said.replace(" (in container '')", "");
        // The checker counts lines from 1 and columns from 0.
        return at.getLine() < 1 ? plain : "line " + at.getLine() + ", column " + (at.getColumn() + 1) + ": " + plain;
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
