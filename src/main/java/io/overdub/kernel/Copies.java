package io.overdub.kernel;

import jakarta.inject.Singleton;
import java.util.UUID;

/** Copies what all rooms keep of somebody. */
@Singleton
public class Copies {

    private final Household household;
    private final HoldingRepository rows;

    Copies(Household household, HoldingRepository rows) {
        this.household = household;
        this.rows = rows;
    }

    /** Row by row, however many there are. Not in a transaction: it takes its time. */
    public void write(UUID person, Copy copy) {
        for (var room : household.rooms()) {
            for (var holding : room.holdings()) {
                if (!holding.theirs().isEmpty()) {
                    var name = holding.table().replace('.', '/');
                    rows.each(holding, person, row -> copy.add(name, row));
                }
            }
            room.copy(person, copy);
        }
    }
}
