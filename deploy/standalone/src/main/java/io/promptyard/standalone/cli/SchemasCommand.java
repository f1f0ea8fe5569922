package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.ProviderId;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SchemaRegistrar;
import io.promptyard.serde.SchemaReport;
import io.promptyard.serde.SubjectReport;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "schemas",
        description = "Compare our schemas with a live registry's, or register them there.",
        mixinStandardHelpOptions = true)
final class SchemasCommand implements Callable<Integer> {
    enum Action {
        CHECK,
        REGISTER
    }

    @Parameters(paramLabel = "check|register")
    private Action action;

    @Option(names = "--registry", paramLabel = "URL", required = true, description = "base URL of the registry")
    private String registry;

    @Option(names = "--json", description = "one JSON array, for machines")
    private boolean json;

    @Mixin
    private ConfigOption config;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LoadedConfig loaded = config.load(Map.of());
        Collection<ProviderId> providers = loaded.router().providers().keySet();
        try (SchemaRegistrar registrar = SchemaRegistrar.connect(RegistryConfig.of(registry))) {
            SchemaReport report = SchemaReport.of(LaneChoice.of(loaded).stream()
                    .map(lane -> report(registrar, lane.topics(), providers))
                    .toList());
            print(report);
            boolean open = action == Action.CHECK && !report.unregistered().isEmpty();
            return report.problems().isEmpty() && !open ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private SchemaReport report(SchemaRegistrar registrar, TopicNames names, Collection<ProviderId> providers) {
        return switch (action) {
            case CHECK -> registrar.check(names, providers);
            case REGISTER -> registrar.register(names, providers);
        };
    }

    private void print(SchemaReport report) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(report.subjects()));
        } else {
            Table table = new Table("subject", "record", "state", "why");
            for (SubjectReport subject : report.subjects()) {
                table.row(
                        subject.subject(),
                        subject.record(),
                        subject.state().name().toLowerCase(Locale.ROOT),
                        String.join("; ", subject.reasons()));
            }
            table.print(out);
        }
        out.flush();
    }
}
