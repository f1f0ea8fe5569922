package io.promptyard.serde;

import io.promptyard.avro.AudioPart;
import io.promptyard.avro.FilePart;
import io.promptyard.avro.ImagePart;
import io.promptyard.avro.Message;
import io.promptyard.avro.OpaquePart;
import io.promptyard.avro.TextPart;
import io.promptyard.avro.Tool;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.Role;
import io.promptyard.model.SealedBody;
import io.promptyard.model.ToolCall;
import io.promptyard.model.ToolDefinition;

/** Messages, their parts, tools and tool calls: what prompts and answers share. */
final class MessageMapper {
    static final EnumTable<Role, io.promptyard.avro.Role> ROLES =
            EnumTable.of(Role.class, io.promptyard.avro.Role.class);

    private MessageMapper() {}

    static Message toAvro(ChatMessage message) {
        return new Message(
                ROLES.avro(message.role()),
                Fields.list(message.content(), MessageMapper::part),
                Fields.list(message.toolCalls(), MessageMapper::toAvro),
                message.toolCallId(),
                message.name(),
                message.extra());
    }

    static ChatMessage toModel(Message message) {
        return new ChatMessage(
                ROLES.model(message.getRole()),
                Fields.list(message.getContent(), MessageMapper::part),
                Fields.list(message.getToolCalls(), MessageMapper::toModel),
                message.getToolCallId(),
                message.getName(),
                message.getExtra());
    }

    private static Object part(ContentPart part) {
        return switch (part) {
            case ContentPart.TextPart text -> new TextPart(text.text(), text.extra());
            case ContentPart.ImagePart image -> new ImagePart(image.url(), image.detail(), image.extra());
            case ContentPart.AudioPart audio -> new AudioPart(audio.data(), audio.format(), audio.extra());
            case ContentPart.FilePart file ->
                new FilePart(file.fileId(), file.fileData(), file.filename(), file.extra());
            case ContentPart.OpaquePart opaque -> new OpaquePart(opaque.json());
        };
    }

    private static ContentPart part(Object part) {
        return switch (part) {
            case TextPart text -> new ContentPart.TextPart(text.getText(), text.getExtra());
            case ImagePart image -> new ContentPart.ImagePart(image.getUrl(), image.getDetail(), image.getExtra());
            case AudioPart audio -> new ContentPart.AudioPart(audio.getData(), audio.getFormat(), audio.getExtra());
            case FilePart file ->
                new ContentPart.FilePart(file.getFileId(), file.getFileData(), file.getFilename(), file.getExtra());
            case OpaquePart opaque -> new ContentPart.OpaquePart(opaque.getJson());
            default -> throw Fields.unknownBranch("content", part);
        };
    }

    static io.promptyard.avro.ToolCall toAvro(ToolCall call) {
        return new io.promptyard.avro.ToolCall(call.id(), call.name(), call.arguments(), call.type(), call.extra());
    }

    static ToolCall toModel(io.promptyard.avro.ToolCall call) {
        return new ToolCall(call.getId(), call.getName(), call.getArguments(), call.getType(), call.getExtra());
    }

    static Tool toAvro(ToolDefinition tool) {
        return new Tool(tool.name(), tool.description(), tool.parameters(), tool.strict(), tool.type(), tool.extra());
    }

    static ToolDefinition toModel(Tool tool) {
        return new ToolDefinition(
                tool.getName(),
                tool.getDescription(),
                tool.getParameters(),
                tool.getStrict(),
                tool.getType(),
                tool.getExtra());
    }

    static io.promptyard.avro.SealedBody toAvro(SealedBody body) {
        return new io.promptyard.avro.SealedBody(
                body.scheme(), body.keyId(), body.sealed().duplicate());
    }

    static SealedBody toModel(io.promptyard.avro.SealedBody body) {
        return new SealedBody(body.getScheme(), body.getKeyId(), body.getSealed());
    }
}
