package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.ModelSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "models", description = "List the catalogue.", mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "one JSON array, for machines")
    private boolean json;

    @Option(names = "--provider", paramLabel = "NAME", description = "only this provider's models")
    private @Nullable String provider;

    @Option(names = "--capability", paramLabel = "WORD", description = "only models that have it; may be repeated")
    private List<String> capabilities = List.of();

    @Mixin
    private ConfigOption config;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Set<Capability> wanted = wanted();
        List<ModelSpec> models = config.load(Map.of()).router().catalogue().all().stream()
                .filter(model ->
                        provider == null || model.target().provider().value().equals(provider))
                .filter(model -> model.capabilities().containsAll(wanted))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(ModelsJson.array(models)));
        } else {
            table(models).print(out);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private Set<Capability> wanted() {
        Set<Capability> wanted = EnumSet.noneOf(Capability.class);
        for (String word : capabilities) {
            wanted.add(Capability.ofLabel(word)
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            spec.commandLine(),
                            "--capability: must be one of "
                                    + Stream.of(Capability.values())
                                            .map(Capability::label)
                                            .collect(Collectors.joining(", "))
                                    + " (got \"" + word + "\")")));
        }
        return wanted;
    }

    private static Table table(List<ModelSpec> models) {
        Table table = new Table(
                "model", "in $/M", "out $/M", "window", "max out", "quality", "auto", "retires", "capabilities");
        models.forEach(model -> table.row(
                model.target().toString(),
                model.price() == null ? "-" : model.price().input().toPlainString(),
                model.price() == null ? "-" : model.price().output().toPlainString(),
                Integer.toString(model.contextWindow()),
                model.maxOutput() == null ? "-" : Integer.toString(model.maxOutput()),
                model.chats() ? Double.toString(model.defaultQuality()) : "-",
                model.chats() ? model.facts().auto() ? "yes" : "no" : "embedding",
                model.facts().retires() == null ? "-" : model.facts().retires().toString(),
                capabilities(model)));
        return table;
    }

    private static String capabilities(ModelSpec model) {
        return model.capabilities().stream().map(Capability::label).sorted().collect(Collectors.joining(" "));
    }
}
