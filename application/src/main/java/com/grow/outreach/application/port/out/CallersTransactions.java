package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.access.Caller;
import java.util.Objects;
import java.util.function.Function;

/** A storage for one caller. All its work gets the repositories of this caller. */
record CallersTransactions(Transactions all, Caller caller) implements Transactions {

    CallersTransactions {
        Objects.requireNonNull(all, "all");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public <T> T read(Function<Repositories, T> work) {
        return all.read(stored -> work.apply(stored.within(caller)));
    }

    @Override
    public <T> T write(Function<Repositories, T> work) {
        return all.write(stored -> work.apply(stored.within(caller)));
    }

    @Override
    public <T> T rehearse(Function<Repositories, T> work) {
        return all.rehearse(stored -> work.apply(stored.within(caller)));
    }
}
