package io.promptyard.standalone.cli;

import io.promptyard.standalone.StartupException;
import io.promptyard.standalone.config.InvalidConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ServiceLoader;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The launcher's main class. Exit codes: 0 done, 1 the work failed or found problems, 2 bad usage. */
@Command(
        name = "promptyard",
        description = "A Kafka-native LLM router.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        version = "promptyard 0.1.0-SNAPSHOT")
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        int code = commandLine().execute(args);
        // Streams and Vert.x leave threads of their own; what must drain has drained.
        System.exit(code);
    }

    /** For a shutdown hook: what has drained has ended well, and the JVM would exit with the signal's 143. */
    static void haltWell() {
        halt(ExitCode.OK);
    }

    /** For a shutdown hook that knows how the work has ended. */
    static void halt(int code) {
        Runtime.getRuntime().halt(code);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.addSubcommand(new UpCommand());
        line.addSubcommand(new DemoCommand());
        line.addSubcommand(new CheckConfigCommand());
        line.addSubcommand(new ClassifyCommand());
        line.addSubcommand(new TrainCommand());
        line.addSubcommand(new EvaluateCommand());
        line.addSubcommand(new ExplainCommand());
        line.addSubcommand(new ModelsCommand());
        line.addSubcommand(new SchemasCommand());
        line.addSubcommand(new DeadLettersCommand());
        line.addSubcommand(new BudgetsCommand());
        line.addSubcommand(new LearningCommand());
        line.addSubcommand(new ConfigCommand());
        line.addSubcommand(new ProvidersCommand());
        line.addSubcommand(new RecostCommand());
        line.addSubcommand(new ReplayCommand());
        line.addSubcommand(new ExperimentsCommand());
        ServiceLoader.load(CommandModule.class).forEach(module -> line.addSubcommand(module.command()));
        line.setExecutionExceptionHandler(Main::failed);
        line.setParameterExceptionHandler(new BadUsage());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(BigDecimal.class, Main::decimal);
        return line;
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("must be a decimal number (got \"" + text + "\")");
        }
    }

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        throw new CommandLine.ParameterException(
                line,
                "a command is needed: "
                        + String.join(", ", line.getSubcommands().keySet()));
    }

    /** A user's mistake is one line, or one per problem; only an error of ours shows its trace, and only to the log. */
    private static int failed(Exception failure, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        switch (failure) {
            case InvalidConfigException invalid -> err.println(invalid.getMessage());
            case StartupException startup -> err.println("promptyard: " + startup.getMessage());
            case IOException io -> err.println("promptyard: " + Files.reason(io));
            case KafkaException kafka -> err.println("promptyard: Kafka: " + kafka.getMessage());
            default -> {
                err.println("promptyard: internal error: " + failure);
                LoggerFactory.getLogger(Main.class).error("{} failed", line.getCommandName(), failure);
            }
        }
        err.flush();
        return ExitCode.SOFTWARE;
    }
}
