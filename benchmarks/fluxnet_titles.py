"""Titles of a FLUXNET file: those of the dataset of `etcL2Fluxnet`, and others beside them in real files."""

DATASET = (
    "TA_F", "TA_F_QC", "SW_IN_F", "SW_IN_F_QC", "LW_IN_F", "LW_IN_F_QC", "VPD_F", "VPD_F_QC", "PA_F",
    "PA_F_QC", "P_F", "P_F_QC", "WS_F", "WS_F_QC", "LE_F_MDS", "LE_F_MDS_QC", "H_F_MDS", "H_F_MDS_QC",
    "NEE_VUT_REF", "NEE_VUT_REF_QC", "RECO_NT_VUT_REF", "GPP_NT_VUT_REF", "RECO_DT_VUT_REF",
    "GPP_DT_VUT_REF",
)  # fmt: skip
OTHERS = (
    "TA_F_MDS", "TA_F_MDS_QC", "TA_ERA", "SW_IN_POT", "SW_IN_F_MDS", "SW_IN_F_MDS_QC", "SW_IN_ERA",
    "LW_IN_F_MDS", "LW_IN_F_MDS_QC", "LW_IN_ERA", "LW_IN_JSB", "LW_IN_JSB_QC", "LW_IN_JSB_ERA",
    "LW_IN_JSB_F", "LW_IN_JSB_F_QC", "VPD_F_MDS", "VPD_F_MDS_QC", "VPD_ERA", "PA", "PA_ERA", "P",
    "P_ERA", "WS", "WS_ERA", "WD", "USTAR", "RH", "NETRAD", "PPFD_IN", "PPFD_OUT", "SW_OUT", "LW_OUT",
    "CO2_F_MDS", "CO2_F_MDS_QC", "TS_F_MDS_1", "TS_F_MDS_2", "TS_F_MDS_3", "TS_F_MDS_4", "TS_F_MDS_5",
    "TS_F_MDS_6", "TS_F_MDS_7", "TS_F_MDS_8", "TS_F_MDS_9", "TS_F_MDS_10", "TS_F_MDS_11", "TS_F_MDS_12",
    "TS_F_MDS_13", "TS_F_MDS_14", "TS_F_MDS_1_QC", "TS_F_MDS_2_QC", "TS_F_MDS_3_QC", "TS_F_MDS_4_QC",
    "TS_F_MDS_5_QC", "TS_F_MDS_6_QC", "TS_F_MDS_7_QC", "TS_F_MDS_8_QC", "TS_F_MDS_9_QC",
    "TS_F_MDS_10_QC", "TS_F_MDS_11_QC", "TS_F_MDS_12_QC", "TS_F_MDS_13_QC", "TS_F_MDS_14_QC",
    "SWC_F_MDS_1", "SWC_F_MDS_2", "SWC_F_MDS_3", "SWC_F_MDS_4", "SWC_F_MDS_5", "SWC_F_MDS_6",
    "SWC_F_MDS_7", "SWC_F_MDS_8", "SWC_F_MDS_9", "SWC_F_MDS_1_QC", "SWC_F_MDS_2_QC", "SWC_F_MDS_3_QC",
    "SWC_F_MDS_4_QC", "SWC_F_MDS_5_QC", "SWC_F_MDS_6_QC", "SWC_F_MDS_7_QC", "SWC_F_MDS_8_QC",
    "SWC_F_MDS_9_QC",
)  # fmt: skip
