package io.overdub.ranking;

import io.overdub.kernel.Departed;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Holding;
import io.overdub.kernel.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;

/** Formulas are the team's, whoever wrote them. */
@Singleton
class RankingData implements PersonalData {

    private static final int BATCH = 500;

    private final ForgetRepository rows;

    RankingData(ForgetRepository rows) {
        this.rows = rows;
    }

    @Override
    public String room() {
        return "ranking";
    }

    @Override
    public int floor() {
        return 2;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(Holding.anonymous("ranking.formula", "author"), Holding.anonymous("ranking.live", "changed_by"));
    }

    @Override
    public Forgotten forget(Departed person) {
        return Forgotten.of("formulas", () -> rows.disown(person.account(), BATCH));
    }
}
