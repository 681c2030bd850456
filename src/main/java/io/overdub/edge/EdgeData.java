package io.overdub.edge;

import io.overdub.kernel.Departed;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Holding;
import io.overdub.kernel.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;

/** All that is kept here ends by itself, long before anybody is forgotten: answers after a day, limits within days. */
@Singleton
class EdgeData implements PersonalData {

    @Override
    public String room() {
        return "edge";
    }

    @Override
    public int floor() {
        return 1;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(Holding.kept("edge.stored_answer", "for 24 h, for whoever sends a request again", "answer"));
    }

    @Override
    public Forgotten forget(Departed person) {
        return Forgotten.nothingLeft();
    }
}
