package io.promptyard.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.ExperimentRecord;

/** Experiments for machines: fields as in the record, instants as ISO text, the report as the object it is. */
final class ExperimentJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ExperimentJson() {}

    /** Without configuration and report, which may be long. */
    static ObjectNode head(ExperimentRecord record) {
        return JSON.createObjectNode()
                .put("id", record.id())
                .put("name", record.name())
                .put("kind", record.kind().name())
                .put("state", record.state().name())
                .put("createdAt", record.createdAt().toString())
                .put("updatedAt", record.updatedAt().toString())
                .put("candidateVersion", record.candidateVersion())
                .put("summary", record.summary());
    }

    static ObjectNode whole(ExperimentRecord record) {
        ObjectNode node = head(record).put("candidateConfig", record.candidateConfig());
        try {
            node.set("report", JSON.readTree(record.report()));
        } catch (JsonProcessingException e) {
            node.put("report", record.report()); // somebody else's: as it stands there
        }
        return node;
    }
}
