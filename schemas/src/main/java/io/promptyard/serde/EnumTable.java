package io.promptyard.serde;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two enums with the same names, looked up both ways. Symbols unknown to this version were read as UNKNOWN already. */
final class EnumTable<M extends Enum<M>, A extends Enum<A>> {
    private final Map<M, A> toAvro;
    private final Map<A, M> toModel;

    private EnumTable(Map<M, A> toAvro, Map<A, M> toModel) {
        this.toAvro = toAvro;
        this.toModel = toModel;
    }

    /** @throws IllegalArgumentException when a name of one enum is missing in the other */
    static <M extends Enum<M>, A extends Enum<A>> EnumTable<M, A> of(Class<M> model, Class<A> avro) {
        Map<M, A> toAvro = new EnumMap<>(model);
        Map<A, M> toModel = new EnumMap<>(avro);
        for (M constant : model.getEnumConstants()) {
            toAvro.put(constant, Enum.valueOf(avro, constant.name()));
        }
        for (A constant : avro.getEnumConstants()) {
            toModel.put(constant, Enum.valueOf(model, constant.name()));
        }
        return new EnumTable<>(toAvro, toModel);
    }

    A avro(M model) {
        return toAvro.get(model);
    }

    M model(A avro) {
        return toModel.get(avro);
    }

    @Nullable
    A avroOrNull(@Nullable M model) {
        return model == null ? null : toAvro.get(model);
    }

    @Nullable
    M modelOrNull(@Nullable A avro) {
        return avro == null ? null : toModel.get(avro);
    }
}
