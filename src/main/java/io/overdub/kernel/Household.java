package io.overdub.kernel;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** All rooms that keep something of people, from the top of the house down. */
@Singleton
public class Household {

    private final List<PersonalData> rooms;

    public Household(@All List<PersonalData> rooms) {
        this.rooms = rooms.stream()
                .sorted(Comparator.comparingInt(PersonalData::floor).reversed().thenComparing(PersonalData::room))
                .toList();
    }

    public List<PersonalData> rooms() {
        return rooms;
    }
}
