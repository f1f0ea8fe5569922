package io.promptyard.standalone.experiments;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.replay.report.ReplayReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A replay's report as JSON and back: keys as in the records and in their order, money as decimal text, instants as ISO text,
 * targets as {@code provider/model}, tasks by their label; a number that is none is null. Thread-safe.
 */
public final class ReportJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ReportJson() {}

    public static String write(ReplayReport report) {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always JSON", e);
        }
    }

    /** @throws IOException when the text is none; the message quotes nothing of it */
    public static ReplayReport read(String json) throws IOException {
        try {
            return JSON.readValue(json, ReplayReport.class);
        } catch (JsonProcessingException e) {
            throw new IOException("the report cannot be read: it is not one of a replay, or of another version", e);
        }
    }

    private static SimpleModule module() {
        SimpleModule module = new SimpleModule("report");
        text(module, BigDecimal.class, BigDecimal::toPlainString, BigDecimal::new);
        text(module, Instant.class, Instant::toString, Instant::parse);
        text(module, Target.class, Target::toString, Target::parse);
        text(
                module,
                Task.class,
                Task::label,
                label -> Task.ofLabel(label).orElseThrow(() -> new IllegalArgumentException("no task")));
        module.addSerializer(double.class, new NumberOrNull());
        module.addSerializer(Double.class, new NumberOrNull());
        module.addDeserializer(double.class, new NumberOrNan());
        return module;
    }

    private static <T> void text(SimpleModule module, Class<T> type, Writer<T> writer, Reader<T> reader) {
        module.addSerializer(type, new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider all) throws IOException {
                out.writeString(writer.write(value));
            }
        });
        module.addDeserializer(type, new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                try {
                    return reader.read(in.getValueAsString(""));
                } catch (IllegalArgumentException | DateTimeException e) {
                    throw context.weirdStringException("", type, "not one");
                }
            }
        });
    }

    private interface Writer<T> {
        String write(T value);
    }

    private interface Reader<T> {
        T read(String text);
    }

    private static final class NumberOrNull extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider all) throws IOException {
            if (value.isNaN()) {
                out.writeNull();
            } else {
                out.writeNumber(value); // an infinity becomes the text that is read back as one
            }
        }
    }

    private static final class NumberOrNan extends JsonDeserializer<Double> {
        @Override
        public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return in.currentToken().isNumeric() ? in.getDoubleValue() : Double.valueOf(in.getText());
        }

        @Override
        public Double getNullValue(DeserializationContext context) {
            return Double.NaN;
        }

        @Override
        public Double getAbsentValue(DeserializationContext context) {
            return Double.NaN;
        }
    }
}
