"""F103 missing-compression-filter."""

from icos_ingest.model import Fault, Place


def test_a_missing_filter_names_the_plug_in(judge_faults):
    (finding,) = judge_faults(
        Fault("filter-missing", Place(field="co2"), detail="Blosc; pip install hdf5plugin")
    )
    assert (finding.code, finding.severity) == ("F103", "warning")
    assert (
        finding.message
        == "'co2' cannot be decompressed, the filter is not installed: Blosc; pip install hdf5plugin"
    )
    assert "pip install hdf5plugin" in finding.fix


def test_data_without_filters_are_left_alone(judge_faults):
    assert judge_faults() == ()
