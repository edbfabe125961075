"""HDF-EOS5: the structural metadata name the axes of fields, unless they contradict themselves."""

from __future__ import annotations

from pathlib import Path

import h5py
import numpy as np
import pytest

import icos_ingest

METADATA = """GROUP=SwathStructure
END_GROUP=SwathStructure
GROUP=GridStructure
	GROUP=GRID_1
		GridName="NO2"
		XDim=4
		YDim=3
		Projection=HE5_GCTP_GEO
		GROUP=DataField
			OBJECT=DataField_1
				DataFieldName="column"
				DimList=("YDim","XDim")
			END_OBJECT=DataField_1
			OBJECT=DataField_2
				DataFieldName="cloud"
				DimList=("YDim","XDim")
			END_OBJECT=DataField_2
			OBJECT=DataField_3
				DataFieldName="square"
				DimList=("XDim","XDim")
			END_OBJECT=DataField_3
		END_GROUP=DataField
	END_GROUP=GRID_1
END_GROUP=GridStructure
END
"""
FIELDS = "HDFEOS/GRIDS/NO2/Data Fields"


@pytest.mark.parametrize("text", [np.bytes_(METADATA), METADATA], ids=["fixed", "variable"])
def test_fields_have_the_axes_of_their_grid(tmp_path: Path, text: object) -> None:
    with h5py.File(tmp_path / "a.he5", "w") as made:
        made["HDFEOS INFORMATION/StructMetadata.0"] = text
        made[f"{FIELDS}/column"] = np.zeros((3, 4))
        made[f"{FIELDS}/cloud"] = np.zeros((5, 4))
        made[f"{FIELDS}/square"] = np.zeros((4, 4))
        made[f"{FIELDS}/other"] = np.zeros((3, 4))
    with icos_ingest.open_datatree(tmp_path / "a.he5") as tree:
        fields = tree[FIELDS]
        assert fields["column"].dims == ("YDim", "XDim")
        # Contradictions and what is not described keep names by length.
        assert fields["cloud"].dims == ("dim_0", "dim_1")
        assert fields["square"].dims == ("dim_1", "dim_3")
        assert fields["other"].dims == ("dim_2", "dim_1")
        assert "HDF-EOS grid 'NO2' of 3 fields" in tree.attrs["notes"]
    assert icos_ingest.validate(tmp_path / "a.he5").findings == ()
