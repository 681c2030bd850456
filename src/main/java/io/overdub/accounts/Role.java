package io.overdub.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What an account is here. Everyone is a user as well, and an admin may do all that staff may. */
enum Role {
    @JsonProperty(Roles.USER)
    USER(Roles.USER),
    @JsonProperty(Roles.EDITOR)
    EDITOR(Roles.USER, Roles.EDITOR),
    @JsonProperty(Roles.MODERATOR)
    MODERATOR(Roles.USER, Roles.MODERATOR),
    @JsonProperty(Roles.ANALYST)
    ANALYST(Roles.USER, Roles.ANALYST),
    @JsonProperty(Roles.ADMIN)
    ADMIN(Roles.USER, Roles.EDITOR, Roles.MODERATOR, Roles.ANALYST, Roles.ADMIN);

    private final Set<String> grants;

    Role(String... grants) {
        this.grants = Set.of(grants);
    }

    /** The roles that {@code @RolesAllowed} asks for. */
    Set<String> grants() {
        return grants;
    }

    /** What this version does not know grants nothing: old processes run while a release brings in new roles. */
    static Role fromStored(String text) {
        return Arrays.stream(values())
                .filter(role -> role.stored().equals(text))
                .findFirst()
                .orElse(USER);
    }

    private String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In the database as on the wire: lower case. */
    @Converter(autoApply = true)
    static final class Column implements AttributeConverter<Role, String> {

        @Override
        public String convertToDatabaseColumn(Role role) {
            return role.stored();
        }

        @Override
        public Role convertToEntityAttribute(String text) {
            return fromStored(text);
        }
    }
}
