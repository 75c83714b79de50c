package com.grow.outreach.application.port.out;

import java.util.function.Function;

/** A storage that runs all work in one open transaction. */
record OpenTransaction(Repositories stored) implements Transactions {

    @Override
    public <T> T read(Function<Repositories, T> work) {
        return work.apply(stored);
    }

    @Override
    public <T> T write(Function<Repositories, T> work) {
        return work.apply(stored);
    }

    @Override
    public <T> T rehearse(Function<Repositories, T> work) {
        throw new UnsupportedOperationException("a rehearsal needs a transaction of its own");
    }
}
