package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "models", description = "List the catalogue.", mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "one JSON array, for machines")
    private boolean json;

    @Mixin
    private ConfigOption config;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<ModelSpec> models = config.load(Map.of()).router().catalogue().all();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(array(models)));
        } else {
            Table table = new Table("model", "in $/M", "out $/M", "window", "max out", "quality", "capabilities");
            models.forEach(model -> table.row(
                    model.target().toString(),
                    model.price() == null ? "-" : model.price().input().toPlainString(),
                    model.price() == null ? "-" : model.price().output().toPlainString(),
                    Integer.toString(model.contextWindow()),
                    Integer.toString(model.maxOutput()),
                    Double.toString(model.defaultQuality()),
                    capabilities(model)));
            table.print(out);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static String capabilities(ModelSpec model) {
        return model.capabilities().stream().map(Capability::label).sorted().collect(Collectors.joining(" "));
    }

    private static ArrayNode array(List<ModelSpec> models) {
        ObjectMapper mapper = new JsonMapper();
        ArrayNode array = mapper.createArrayNode();
        for (ModelSpec model : models) {
            ObjectNode node = array.addObject()
                    .put("provider", model.target().provider().value())
                    .put("model", model.target().model().value())
                    .put("contextWindow", model.contextWindow())
                    .put("maxOutput", model.maxOutput())
                    .put("quality", model.defaultQuality())
                    .put("source", model.source());
            ArrayNode capabilities = node.putArray("capabilities");
            model.capabilities().stream().map(Capability::label).sorted().forEach(capabilities::add);
            price(node, model.price());
        }
        return array;
    }

    private static void price(ObjectNode node, @org.jspecify.annotations.Nullable Price price) {
        node.put("inputUsdPerMillion", price == null ? null : price.input().toPlainString());
        node.put("outputUsdPerMillion", price == null ? null : price.output().toPlainString());
    }
}
