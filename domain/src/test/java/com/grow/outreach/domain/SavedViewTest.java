package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SavedViewTest {

    private static final UserId ANN = new UserId("usr_ann");
    private static final UserId BEN = new UserId("usr_ben");

    @Test
    void only_the_owner_sees_and_changes_a_private_view() {
        var view = view(ANN, false);

        assertThat(view.isVisibleTo(ANN)).isTrue();
        assertThat(view.mayBeChangedBy(ANN, false)).isTrue();
        assertThat(view.isVisibleTo(BEN)).isFalse();
        assertThat(view.mayBeChangedBy(BEN, true)).isFalse();
    }

    @Test
    void all_see_a_shared_view_and_administrators_change_it() {
        var view = view(ANN, true);

        assertThat(view.isVisibleTo(BEN)).isTrue();
        assertThat(view.mayBeChangedBy(BEN, false)).isFalse();
        assertThat(view.mayBeChangedBy(BEN, true)).isTrue();
    }

    @Test
    void a_view_without_an_owner_is_shared() {
        assertThatThrownBy(() -> view(null, false)).isInstanceOf(IllegalArgumentException.class);
        assertThat(view(null, true).mayBeChangedBy(null, true)).isTrue();
    }

    private static SavedView view(@Nullable UserId owner, boolean shared) {
        return new SavedView(new SavedViewId("viw_1"), owner, "Ready", "status=ready", List.of(), shared);
    }
}
