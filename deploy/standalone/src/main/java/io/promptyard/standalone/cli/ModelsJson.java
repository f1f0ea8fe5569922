package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.ModelFacts;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The catalogue for machines: what is not known is null, never 0. */
final class ModelsJson {
    private ModelsJson() {}

    static ArrayNode array(List<ModelSpec> models) {
        ArrayNode array = new JsonMapper().createArrayNode();
        for (ModelSpec model : models) {
            ObjectNode node = array.addObject()
                    .put("provider", model.target().provider().value())
                    .put("model", model.target().model().value())
                    .put("kind", label(model.facts().kind()))
                    .put("contextWindow", model.contextWindow())
                    .put("maxOutput", model.maxOutput())
                    .put("quality", model.chats() ? model.defaultQuality() : null)
                    .put("source", model.source());
            ArrayNode capabilities = node.putArray("capabilities");
            model.capabilities().stream().map(Capability::label).sorted().forEach(capabilities::add);
            price(node, model.price());
            facts(node, model.facts());
        }
        return array;
    }

    private static void price(ObjectNode node, @Nullable Price price) {
        node.put("inputUsdPerMillion", price == null ? null : plain(price.input()));
        node.put("outputUsdPerMillion", price == null ? null : plain(price.output()));
        node.put("cachedInputUsdPerMillion", price == null ? null : plain(price.cachedInput()));
        node.put("cacheWriteUsdPerMillion", price == null ? null : plain(price.cacheWrite()));
        node.put("cacheWriteHourUsdPerMillion", price == null ? null : plain(price.cacheWriteHour()));
        node.put("reasoningUsdPerMillion", price == null ? null : plain(price.reasoning()));
    }

    private static @Nullable String plain(@Nullable BigDecimal usd) {
        return usd == null ? null : usd.toPlainString();
    }

    private static void facts(ObjectNode node, ModelFacts facts) {
        facts.input().forEach(node.putArray("inputModalities")::add);
        facts.output().forEach(node.putArray("outputModalities")::add);
        facts.regions().forEach(node.putArray("regions")::add);
        node.put("retention", facts.retention());
        node.put("retires", facts.retires() == null ? null : facts.retires().toString());
        node.put("confidence", label(facts.confidence()));
        node.put("qualityByRule", facts.ruled());
        node.put("auto", facts.auto());
        ObjectNode sources = node.putObject("sources");
        new TreeMap<>(facts.sources()).forEach((kind, ids) -> ids.forEach(sources.withArray(kind)::add));
        node.put("notes", facts.notes());
    }

    private static String label(Enum<?> each) {
        return each.name().toLowerCase(Locale.ROOT);
    }
}
