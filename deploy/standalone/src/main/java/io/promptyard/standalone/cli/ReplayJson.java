package io.promptyard.standalone.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.replay.report.ReplayReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;

/** A report as JSON: fields as the records name them; money, times, targets and tasks as texts, a figure that is none as null. */
final class ReplayJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(BigDecimal.class, text(BigDecimal::toPlainString))
                    .addSerializer(Instant.class, text(Instant::toString))
                    .addSerializer(Target.class, text(Target::toString))
                    .addSerializer(Task.class, text(Task::label))
                    .addSerializer(double.class, new Figure())
                    .addSerializer(Double.class, new Figure()))
            .build();

    private ReplayJson() {}

    static String text(ReplayReport report) throws JsonProcessingException {
        return MAPPER.writeValueAsString(report);
    }

    private static <V> JsonSerializer<V> text(Function<V, String> words) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(V value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(words.apply(value));
            }
        };
    }

    private static final class Figure extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }
}
