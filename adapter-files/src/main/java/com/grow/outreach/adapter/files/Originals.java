package com.grow.outreach.adapter.files;

import com.grow.outreach.application.port.out.file.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records with the cells that they were read from. */
interface Originals extends Records {

    /** Returns the columns of the file. */
    List<String> columns();

    /** Returns the cells of the last record, one for each column and those to the right of the header. */
    List<@Nullable String> cells();
}
