package com.grow.outreach.adapter.persistence;

import com.grow.outreach.application.port.out.StorageContract;
import org.junit.jupiter.api.AutoClose;

class JooqStorageTest extends StorageContract {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @Override
    protected Storage emptyStorage() {
        DATABASE.clear();
        return new Storage(
                DATABASE.transactions(), DATABASE.database().bookLoader(), DATABASE::history, DATABASE::tasks);
    }
}
