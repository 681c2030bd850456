package io.overdub.quotes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.overdub.kernel.Ids;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names a soundboard (UUIDv7). */
@Schema(type = SchemaType.STRING, format = "uuid")
public record SoundboardId(@JsonValue UUID value) {

    /** @throws IllegalArgumentException when the text is not an id in canonical form */
    @JsonCreator
    public static SoundboardId fromString(String text) {
        return new SoundboardId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
